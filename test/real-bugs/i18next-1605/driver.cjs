// German is asked for first and loads slowly, French is asked for last and loads quickly.
'use strict';

const { operate, report, versionOf } = require('../driver.cjs');
const i18next = require(versionOf('i18next'));

const delays = { en: 1, de: 40, fr: 10 };
const backend = {
  type: 'backend',
  read(language, _namespace, callback) {
    setTimeout(callback, delays[language], null, { hello: `hello in ${language}` });
  },
};

async function main() {
  const i18n = i18next.createInstance();
  await i18n.use(backend).init({ lng: 'en', fallbackLng: 'en' });
  await operate(
    ['to German', () => i18n.changeLanguage('de')],
    ['to French', () => i18n.changeLanguage('fr')],
  );
  report(i18n.language === 'fr', `asked for fr last, got ${i18n.language}: ${i18n.t('hello')}`);
}
void main();
