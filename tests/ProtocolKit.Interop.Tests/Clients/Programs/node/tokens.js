// Prints how editors colour files: one line of JSON for each part of a line, with its file, line, text and scopes.
const fs = require('fs');
const path = require('path');
const oniguruma = require('vscode-oniguruma');
const textmate = require('vscode-textmate');

async function main(scope, grammarFile, files) {
    const wasm = fs.readFileSync(path.join(path.dirname(require.resolve('vscode-oniguruma')), 'onig.wasm'));
    await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
    const registry = new textmate.Registry({
        onigLib: Promise.resolve({
            createOnigScanner: patterns => new oniguruma.OnigScanner(patterns),
            createOnigString: text => new oniguruma.OnigString(text),
        }),
        loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(grammarFile, 'utf8'), grammarFile),
    });
    const grammar = await registry.loadGrammar(scope);
    for (const file of files) {
        let state = textmate.INITIAL;
        const parts = [];
        for (const [index, line] of fs.readFileSync(file, 'utf8').split(/\r\n|\r|\n/).entries()) {
            const result = grammar.tokenizeLine(line, state);
            state = result.ruleStack;
            for (const { startIndex, endIndex, scopes } of result.tokens)
                parts.push(JSON.stringify({ File: file, Line: index + 1, Text: line.substring(startIndex, endIndex), Scopes: scopes }));
        }
        fs.writeSync(1, parts.join('\n') + '\n');
    }
}

main(process.argv[2], process.argv[3], process.argv.slice(4)).catch(failure => {
    console.error(failure);
    process.exitCode = 1;
});
