// Puts the widget's one script tag on the page, with the id of the chatflow that this demo has.

const { chatflowId } = await fetch('/demo/config').then((answer) => answer.json());
const tag = document.createElement('script');
tag.async = true;
tag.src = '/widget.js';
tag.dataset.chatflow = chatflowId;
document.body.append(tag);
