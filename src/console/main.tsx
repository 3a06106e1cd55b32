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
import './styles/settings.css';
import './styles/settings-preview.css';
import './styles/settings-fields.css';
import './styles/settings-lists.css';
import { App } from './components/App.tsx';
import { begin, watchForExpiry } from './desk/visit.ts';
import { followAddress } from './router.ts';

const root = document.getElementById('console');
if (root === null) throw new Error('The page has no element with id "console".');
watchForExpiry();
followAddress();
void begin();
render(<App />, root);
