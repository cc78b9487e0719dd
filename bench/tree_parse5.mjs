// tree_parse5.mjs -- the texts of pages with the elements around each, as parse5 has them; one JSON array a page, for
// bench/tree_cases.py.  usage: node tree_parse5.mjs PARSE5_FOLDER FILE...
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { parse } = await import(pathToFileURL(`${process.argv[2]}/dist/index.js`));
for (const file of process.argv.slice(3)) {
    const out = [];
    const open = [{ node: parse(readFileSync(file, "utf8"), { scriptingEnabled: false }), path: "", next: 0 }];
    while (open.length) {
        const top = open[open.length - 1];
        const inside = top.node.content ? top.node.content.childNodes : (top.node.childNodes ?? []);
        if (top.next === inside.length) {
            open.pop();
            continue;
        }
        const node = inside[top.next++];
        if (node.nodeName === "#text") out.push(top.path, node.value);
        else if (node.nodeName[0] !== "#")
            open.push({ node, path: `${top.path}/${node.nodeName.toLowerCase()}`, next: 0 });
    }
    console.log(JSON.stringify(out));
}
