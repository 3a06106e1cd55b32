// The console's beginning: styles, the first look at who is there, and the screen.

import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import './styles/entrance.css';
import './styles/header.css';
import './styles/places.css';
import './styles/window.css';
import './styles/transcript.css';
import './styles/composer.css';
import './styles/bars.css';
import './styles/dialog.css';
import { App } from './components/App.tsx';
import { begin, watchForExpiry } from './desk/visit.ts';

const root = document.getElementById('console');
if (root === null) throw new Error('The page has no element with id "console".');
watchForExpiry();
void begin();
render(<App />, root);
