using System.Text;
using ServerSessions.Cli;

var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
await using var input = Console.OpenStandardInput();
await using var output = new StreamWriter(Console.OpenStandardOutput(), encoding);
await using var error = new StreamWriter(Console.OpenStandardError(), encoding) { AutoFlush = true };
var console = new CliConsole(input, output, error) { OutputIsTerminal = !Console.IsOutputRedirected, ErrorIsTerminal = !Console.IsErrorRedirected };
return await CliApp.RunAsync(args, console);
