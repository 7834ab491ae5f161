'use strict';

const fs = require('fs');
const os = require('os');
const path = require('path');
const vscode = require('vscode');
const { LanguageClient, TransportKind } = require('vscode-languageclient/node');

const program = 'protocolkit-lsp';
const install = 'dotnet tool install --global ProtocolKit.LanguageServer';

let client;

async function activate(context) {
    context.subscriptions.push(
        vscode.commands.registerCommand('protocolkit.restart', restart),
        vscode.workspace.onDidChangeConfiguration(change => change.affectsConfiguration('protocolkit.server') ? restart() : undefined),
        vscode.workspace.onDidGrantWorkspaceTrust(restart));
    await start();
}

async function deactivate() {
    const running = client;
    client = undefined;
    await running?.stop();
}

async function restart() {
    await deactivate();
    await start();
}

async function start() {
    // Without trust there are colours only: a folder's settings may name any program.
    if (!vscode.workspace.isTrusted)
        return;
    const command = findServer();
    if (command === undefined) {
        await offerToInstall();
        return;
    }

    client = new LanguageClient(
        'protocolkit',
        'ProtocolKit',
        { command, transport: TransportKind.stdio },
        { documentSelector: [{ scheme: 'file', language: 'protocolkit' }, { scheme: 'untitled', language: 'protocolkit' }] });
    try {
        await client.start();
    } catch (failure) {
        client = undefined;
        vscode.window.showErrorMessage(`${command} could not be started: ${failure.message ?? failure}`);
    }
}

/** The server that the settings name, else the first that is installed; undefined where there is none. */
function findServer() {
    const configured = vscode.workspace.getConfiguration('protocolkit').get('server.path');
    if (configured)
        return isFile(configured) ? configured : undefined;
    const name = process.platform === 'win32' ? program + '.exe' : program;
    const folders = (process.env.PATH ?? '').split(path.delimiter).filter(folder => path.isAbsolute(folder));
    return [...folders, path.join(os.homedir(), '.dotnet', 'tools')].map(folder => path.join(folder, name)).find(isFile);
}

function isFile(file) {
    try {
        return fs.statSync(file).isFile();
    } catch {
        return false;
    }
}

async function offerToInstall() {
    const configured = vscode.workspace.getConfiguration('protocolkit').get('server.path');
    if (configured) {
        vscode.window.showErrorMessage(`${configured} is no file. Correct the setting protocolkit.server.path, or leave it empty.`);
        return;
    }

    const choice = await vscode.window.showInformationMessage(
        `Findings, hover, definitions, rename and completion need ProtocolKit's language server. It is installed by: ${install}`,
        'Install in a Terminal',
        'Restart');
    if (choice === 'Install in a Terminal') {
        const terminal = vscode.window.createTerminal('ProtocolKit');
        terminal.show();
        terminal.sendText(install);
        await offerToInstall();
    } else if (choice === 'Restart') {
        await start();
    }
}

module.exports = { activate, deactivate };
