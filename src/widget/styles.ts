// How the panel looks: one constructed style sheet, so that the strictest page policy lets it in. From the organisation's `--color` come
// `--on-brand`, black or white, and `--brand-ink`, a shade of it that can be read on the paper: both 4.5:1 whatever the colour. Where the
// browser cannot reckon with colours the product's own stands in.

const LIGHT = `color-scheme:light;--paper:#fff;--ink:#16202b;--muted:#55606e;--line:#dfe3e7;--edge:#77828f;--bubble:#f0efea;--warn:#fdf3dc;
--danger:#a3262a;--brand-ink:var(--dark-shade);`;
const DARK = `color-scheme:dark;--paper:#161c22;--ink:#edf1f4;--muted:#a8b3be;--line:#323c46;--edge:#7f8b97;--bubble:#28323c;--warn:#3b3016;
--danger:#ff9c96;--brand-ink:var(--light-shade);`;

export const PANEL_CSS = `
.panel{--brand:#0b5a66;--on-brand:#fff;--dark-shade:#0b5a66;--light-shade:#7cc7d1;${LIGHT}
position:fixed;z-index:2147483001;bottom:20px;right:20px;width:376px;height:min(620px,calc(100dvh - 40px));
display:flex;flex-direction:column;overflow:hidden;border-radius:16px;background:var(--paper);color:var(--ink);
box-shadow:0 12px 40px #0a19233d,0 0 0 1px #0a192310;text-align:start;overflow-wrap:anywhere;
font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
@supports(color:color(from red xyz x y z)){.panel{--brand:var(--color);
--on-brand:color(from var(--color) xyz calc((.179 - y)*1e6) calc((.179 - y)*1e6) calc((.179 - y)*1e6));
--dark-shade:color(from var(--color) xyz calc(x*min(1,.15/y)) calc(y*min(1,.15/y)) calc(z*min(1,.15/y)));
--light-shade:oklch(from var(--color) max(l,.82) c h)}}
@media(prefers-color-scheme:dark){.panel[data-scheme=auto]{${DARK}}}
.panel[data-scheme=dark]{${DARK}}
.panel[data-side=left]{right:auto;left:20px}
.panel[hidden]{display:none}
.panel,.panel *{box-sizing:border-box}
p,h2,ul{margin:0;padding:0;list-style:none}
[tabindex="-1"]{outline:0}

header{display:flex;align-items:center;padding:12px 8px 12px 18px;min-height:70px;background:var(--brand);color:var(--on-brand)}
header div{flex:1;min-width:0}
h2{font-size:17px;line-height:1.3}
header p{font-size:14px}
button,input,textarea{font:inherit;color:inherit}
button{cursor:pointer}
.icon{width:44px;height:44px;display:grid;place-items:center;border:0;border-radius:10px;background:none}
.icon:hover{background:#ffffff2b}
.icon svg{width:20px;fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round}

main{flex:1;min-height:0;display:flex;flex-direction:column;position:relative}
.body{flex:1;min-height:0;overflow-y:auto;overscroll-behavior:contain;padding:20px 18px;display:flex;flex-direction:column;gap:16px}
.center{justify-content:safe center;align-items:center;text-align:center}
.foot,.ask div{padding:12px 14px;display:flex;flex-direction:column;gap:10px}
.lined{border-top:1px solid var(--line)}
.fine,.meta,.typing{font-size:13px;color:var(--muted)}
.fine{text-align:center}
.lead{font-size:19px;line-height:1.35;font-weight:650;text-wrap:balance}
.text,.soft,.system{white-space:pre-line;text-wrap:pretty}
.soft{color:var(--muted)}
.number{font-size:76px;line-height:1.1;font-weight:700;color:var(--brand-ink)}

.button{width:100%;min-height:46px;padding:10px 16px;border:1px solid #0000;border-radius:10px;background:var(--brand);color:var(--on-brand);
font-weight:550;text-align:center;text-decoration:none}
.button:hover{filter:brightness(1.1)}
.quiet{background:none;border-color:var(--edge);color:var(--brand-ink)}
[aria-disabled=true]{opacity:.65}
.link{min-height:24px;padding:0;border:0;background:none;text-decoration:underline}
a{color:var(--brand-ink)}
.mine a,.fine a{color:inherit}
:focus-visible{outline:3px solid var(--brand-ink);outline-offset:2px}
.log:focus-visible{outline-offset:-3px}
header :focus-visible{outline-color:var(--on-brand);outline-offset:-3px}

form{display:flex;flex-direction:column;gap:14px}
label{font-size:15px;font-weight:600}
label span{font-weight:400;color:var(--muted)}
input,textarea{width:100%;min-height:46px;margin-top:4px;padding:10px 12px;border:1px solid var(--edge);border-radius:10px;background:var(--paper);
resize:none}
textarea::placeholder{color:var(--muted)}
[aria-invalid=true]{border-color:var(--danger)}
.error{font-size:14px;color:var(--danger)}
.error:not(:empty){margin-top:6px}

.log{flex:1;min-height:0;overflow-y:auto;overscroll-behavior:contain;padding:16px 14px 0;display:flex;flex-direction:column-reverse}
.log ul{margin-bottom:auto;display:flex;flex-direction:column;gap:4px}
.said{max-width:84%;display:flex;flex-direction:column;align-items:start;align-self:start}
.said p{padding:9px 13px;border-radius:15px 15px 15px 4px;background:var(--bubble);white-space:pre-wrap}
.mine{align-items:end;align-self:end}
.mine p{background:var(--brand);color:var(--on-brand);border-radius:15px 15px 4px}
.meta{padding:2px 4px 8px}
.system{align-self:center;max-width:92%;padding-bottom:12px;font-size:14px;color:var(--muted);text-align:center}
.typing{min-height:26px;padding:0 18px}
.notice{padding:9px 16px;background:var(--warn);font-size:14px}
.composer{flex-direction:row;align-items:end;gap:8px}
.composer *{margin:0;max-height:132px;field-sizing:content}
.composer .button{flex:none;width:auto}
.body textarea{min-height:74px}

.ask{position:absolute;inset:0;display:flex;flex-direction:column;justify-content:end;background:#0a141c80}
.ask div{padding-top:18px;background:var(--paper);border-radius:14px 14px 0 0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.dots{width:28px;height:28px;border:3px solid var(--line);border-top-color:var(--brand-ink);border-radius:50%;animation:turn 1s linear infinite}
@keyframes turn{to{transform:rotate(1turn)}}
@media(max-width:480px),(max-height:480px){.panel,.panel[data-side]{inset:0;width:auto;height:auto;border-radius:0}}
@media(prefers-reduced-motion){.dots{animation:none}}
@media(forced-colors:active){.panel,.said p,.notice,.button,.icon{border:1px solid}}
`;
