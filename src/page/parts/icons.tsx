// The few pictures of the page, drawn here so that nothing has to be loaded.

import type { ComponentChildren } from 'preact';

function Icon({ children }: { children: ComponentChildren }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

/** A shape for each level, so that it is not told by colour alone. */
export function LevelIcon({ level }: { level: string }) {
  if (level === 'error') {
    return (
      <Icon>
        <path class="fill" d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z" />
        <path class="cut" d="M8 4.2v4.6M8 11v.8" />
      </Icon>
    );
  }
  if (level === 'warning') {
    return (
      <Icon>
        <path class="fill" d="M8 1.3 15.2 14H.8z" />
        <path class="cut" d="M8 6v3.6M8 11.6v.6" />
      </Icon>
    );
  }
  return (
    <Icon>
      <circle class="line" cx="8" cy="8" r="6.2" />
      <path class="line" d="M8 7.2v4M8 4.6v.6" />
    </Icon>
  );
}

export function SearchIcon() {
  return (
    <Icon>
      <circle class="line" cx="7" cy="7" r="4.7" />
      <path class="line" d="m10.6 10.6 3.6 3.6" />
    </Icon>
  );
}

export function CopyIcon() {
  return (
    <Icon>
      <rect class="line" x="5.5" y="5.5" width="8" height="8.5" rx="1.5" />
      <path
        class="line"
        d="M10.5 3.2V3A1.2 1.2 0 0 0 9.3 1.8H3.5A1.5 1.5 0 0 0 2 3.3v6.4A1.2 1.2 0 0 0 3.2 11"
      />
    </Icon>
  );
}

export function DoneIcon() {
  return (
    <Icon>
      <path class="line" d="m2.5 8.5 3.6 3.6 7.4-8" />
    </Icon>
  );
}

export function ArrowIcon() {
  return (
    <Icon>
      <path class="line" d="m5.5 3.5 5 4.5-5 4.5" />
    </Icon>
  );
}

export function ThemeIcon() {
  return (
    <Icon>
      <circle class="line" cx="8" cy="8" r="6" />
      <path class="fill" d="M8 2a6 6 0 0 1 0 12z" />
    </Icon>
  );
}

export function PrintIcon() {
  return (
    <Icon>
      <path class="line" d="M4.5 5.5v-4h7v4M4.5 11.5h-3v-6h13v6h-3" />
      <path class="line" d="M4.5 9.5h7v5h-7z" />
    </Icon>
  );
}
