using ProtocolKit.Cli;

return await Tool.RunAsync(args, ToolConsole.OfProcess(), Catalog.All).ConfigureAwait(false);
