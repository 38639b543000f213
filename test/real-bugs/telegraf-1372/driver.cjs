// Two messages of one chat: each handler loads something, then counts itself in the session.
'use strict';

const { setTimeout: sleep } = require('node:timers/promises');
const { operate, report, versionOf } = require('../driver.cjs');
const { Telegraf, session } = require(versionOf('telegraf'));

const bot = new Telegraf('1:token');
bot.botInfo = { id: 1, is_bot: true, first_name: 'bot', username: 'bot' };
bot.use(session());
bot.command('start', (ctx) => {
  ctx.session = { messages: 0 };
});
bot.on('text', async (ctx) => {
  await sleep(ctx.message.text === 'slow' ? 20 : 10);
  ctx.session = { messages: ctx.session.messages + 1 };
});

let seen;
bot.on('sticker', (ctx) => {
  seen = ctx.session.messages;
});

let id = 0;
function update(content) {
  id += 1;
  const from = { id: 7, is_bot: false, first_name: 'Ada' };
  const message = {
    message_id: id,
    date: 0,
    from,
    chat: { id: 7, type: 'private', first_name: 'Ada' },
    ...content,
  };
  return bot.handleUpdate({ update_id: id, message });
}

async function main() {
  await update({ text: '/start', entities: [{ type: 'bot_command', offset: 0, length: 6 }] });
  await operate(
    ['message slow', () => update({ text: 'slow' })],
    ['message quick', () => update({ text: 'quick' })],
  );
  await update({ sticker: {} });
  report(seen === 2, `${seen} of 2 messages counted`);
}
void main();
