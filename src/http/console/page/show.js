/** Small parts that the page is put together from. */

/** An element with its attributes and children; text is never read as markup. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const TOKENS = /(#.*)|("(?:\\.|[^"\\])*")|\b(query|mutation|subscription|import|const|curl|true|false|null)\b/g;
const CLASSES = ['comment', 'string', 'keyword'];

/** Puts a text into an element, with its comments, strings and keywords marked. */
export function showCode(target, text) {
  target.replaceChildren();
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const kind = CLASSES[match.slice(1).findIndex((part) => part !== undefined)];
    target.append(text.slice(end, match.index), element('span', { class: kind }, match[0]));
    end = match.index + match[0].length;
  }
  target.append(text.slice(end));
}

/** Says something in one line: a success, a note, or an error. */
export function say(target, text, tone = '') {
  target.className = `hint ${tone}`.trim();
  target.replaceChildren(text);
}

/** Copies a text; where the browser does not let it, the text is selected instead. */
export async function copy(text, shownIn) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection().selectAllChildren(shownIn);
    return false;
  }
}
