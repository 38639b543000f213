import { expect, it } from 'vitest';
import { Counter } from './counter.mjs';

function page() {
  document.body.innerHTML = '<p></p><button></button>';
  const shown = document.querySelector('p');
  const button = document.querySelector('button');
  const counter = new Counter(shown);
  const clicks = [];
  button.addEventListener('click', () => clicks.push(counter.add()));
  return { shown, button, clicks };
}

it('counts one click', async () => {
  const { button, shown, clicks } = page();
  button.click();
  await Promise.all(clicks);
  expect(shown.textContent).toBe('1');
});

it('counts two quick clicks', async () => {
  const { button, clicks } = page();
  button.click();
  button.click();
  await Promise.all(clicks);
});
