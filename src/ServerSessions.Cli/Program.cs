using System.Text;
using ServerSessions.Cli;

var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
await using var input = Console.OpenStandardInput();
await using var output = new StreamWriter(Console.OpenStandardOutput(), encoding);
await using var error = new StreamWriter(Console.OpenStandardError(), encoding) { AutoFlush = true };
return await CliApp.RunAsync(args, new CliConsole(input, output, error) { ErrorIsTerminal = !Console.IsErrorRedirected });
