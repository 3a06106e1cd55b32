// The demo page. Each customer is a frame at a name of its own under localhost, so that their chats stay apart as in different browsers.

const CUSTOMERS_COUNT = 6;
const SWEDISH = {
  lead: 'Skriv som kund till vänster, svara som redaktör till höger. Klicka Ledig i konsolen först.',
  customers: 'Kunder',
  customer: 'Kund',
  console: 'Konsolen',
  another: 'Öppna konsolen som en annan person, i egen flik:',
};
const ENGLISH = {
  lead: 'Write as a customer on the left, answer as an editor on the right. Become available in the console first.',
  customers: 'Customers',
  customer: 'Customer',
  console: 'The console',
  another: 'Open the console as somebody else, in a tab of its own:',
};

const swedish = /^(sv|nb|no|nn|da)\b/.test(navigator.language);
const words = swedish ? SWEDISH : ENGLISH;
document.documentElement.lang = swedish ? 'sv' : 'en';
for (const element of document.querySelectorAll('[data-text]')) element.textContent = words[element.dataset.text];

const { people } = await fetch('/demo/config').then((answer) => answer.json());
showConsole(people.filter((name) => name !== 'Admin').concat('Admin'));
showCustomers();

/** The first person's console here; the others' in tabs of their own, at names of their own, so that all stay signed in at once. */
function showConsole([first, ...others]) {
  const frame = frameOf(`${words.console}: ${first}`);
  frame.src = `/demo/sign-in?as=${encodeURIComponent(first)}`;
  document.getElementById('console').append(frame);
  document.getElementById('console-heading').textContent = `${words.console}: ${first}`;
  const links = document.getElementById('people');
  links.append(`${words.another} `);
  for (const name of others) {
    const link = document.createElement('a');
    link.href = `${addressOf(name)}/demo/sign-in?as=${encodeURIComponent(name)}`;
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = name;
    links.append(link, ' ');
  }
}

function showCustomers() {
  const tabs = document.getElementById('tabs');
  const frames = document.getElementById('customers');
  const open = new Map();
  for (let number = 1; number <= CUSTOMERS_COUNT; number++) {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.textContent = number === 1 ? `${words.customer} 1` : String(number);
    tab.ariaLabel = `${words.customer} ${number}`;
    tab.addEventListener('click', () => show(number, tab));
    tabs.append(tab);
  }
  show(1, tabs.firstElementChild);

  function show(number, tab) {
    if (!open.has(number)) {
      const frame = frameOf(`${words.customer} ${number}`);
      frame.src = `${number === 1 ? '' : addressOf(`kund${number}`)}/demo/customer`;
      frames.append(frame);
      open.set(number, frame);
    }
    for (const [key, frame] of open) frame.hidden = key !== number;
    for (const other of tabs.children) other.ariaPressed = String(other === tab);
  }
}

function frameOf(title) {
  const frame = document.createElement('iframe');
  frame.title = title;
  return frame;
}

/** Browsers lead every name under localhost to this machine. */
function addressOf(name) {
  const host = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');
  return `http://${host}.localhost:${location.port}`;
}
