// Reads {name: card} as JSON from standard input, parses and renders each card with Microsoft's own renderer and
// writes {name: {problems: [...], text: "..."}} to standard output. Rendering needs a document; the small one below
// keeps the texts, which is all that is asked of it.
class Node {
  constructor(name) {
    this.tagName = this.nodeName = (name || 'div').toUpperCase();
    this.childNodes = [];
    this.style = { setProperty() {}, removeProperty() {} };
    this.dataset = {};
    this.attributes = {};
    this.classList = { add() {}, remove() {}, contains: () => false };
    this.ownText = '';
  }
  get children() { return this.childNodes; }
  get firstChild() { return this.childNodes[0] || null; }
  get firstElementChild() { return this.firstChild; }
  get parentElement() { return this.parentNode || null; }
  get options() { return this.childNodes; }
  appendChild(node) { this.childNodes.push(node); node.parentNode = this; return node; }
  append(...nodes) { nodes.forEach((node) => this.appendChild(node)); }
  insertBefore(node) { return this.appendChild(node); }
  add(node) { this.appendChild(node); }
  removeChild(node) { this.childNodes = this.childNodes.filter((child) => child !== node); return node; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  getAttribute(name) { return this.attributes[name] ?? null; }
  removeAttribute(name) { delete this.attributes[name]; }
  hasAttribute(name) { return name in this.attributes; }
  addEventListener() {}
  removeEventListener() {}
  getElementsByTagName() { return []; }
  querySelectorAll() { return []; }
  getBoundingClientRect() { return { width: 400, height: 20, top: 0, left: 0 }; }
  set innerText(text) { this.ownText = text; this.childNodes = []; }
  get innerText() { return this.ownText; }
  set textContent(text) { this.ownText = text; this.childNodes = []; }
  get textContent() { return this.ownText; }
  set innerHTML(text) { this.ownText = text; this.childNodes = []; }
  get innerHTML() { return this.ownText; }
  shown() { return [this.ownText, ...this.childNodes.map((node) => node.shown())].filter(Boolean).join('\n'); }
}
globalThis.window = globalThis;
for (const name of ['', 'Button', 'Input', 'Select', 'TextArea', 'Option', 'Image', 'Div', 'Table']) {
  globalThis[`HTML${name}Element`] = Node;
}
globalThis.Node = Node;
globalThis.document = {
  body: new Node('body'),
  createElement: (name) => new Node(name),
  createTextNode: (text) => { const node = new Node('#text'); node.ownText = text; return node; },
  getElementsByTagName: () => [],
};
globalThis.getComputedStyle = () => ({ getPropertyValue: () => '' });

// The file, not the package: its main is written for bundlers.
const AC = require(process.argv[2]);
const cards = JSON.parse(require('fs').readFileSync(0, 'utf8'));
// Teams' own limit; the renderer's default is five.
const host = new AC.HostConfig({ actions: { maxActions: 6 } });
const results = {};
for (const [name, json] of Object.entries(cards)) {
  const context = new AC.SerializationContext(AC.Versions.v1_5);
  const card = new AC.AdaptiveCard();
  card.hostConfig = host;
  card.parse(json, context);
  const problems = [];
  for (let i = 0; i < context.eventCount; i++) problems.push(context.getEventAt(i).message);
  for (const event of card.validateProperties().validationEvents) problems.push(event.message);
  let text = '';
  try {
    const rendered = card.render();
    if (rendered) text = rendered.shown(); else problems.push('nothing was rendered');
  } catch (error) {
    problems.push('rendering failed: ' + error.message);
  }
  results[name] = { problems, text };
}
process.stdout.write(JSON.stringify(results));
