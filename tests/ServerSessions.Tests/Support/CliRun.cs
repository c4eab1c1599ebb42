using System.IO.Compression;
using System.Text;
using ServerSessions.Cli;
using Spectre.Console;

namespace ServerSessions.Tests.Support;

/// <summary>Runs the tool <c>sessions</c> in process, in a folder of its own that goes away with it.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sessions-").FullName;

    public byte[] Input { get; set; } = [];

    public bool ErrorIsTerminal { get; set; }

    public bool OutputIsTerminal { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Writes a file of lines, each ended by a line feed, and gives its path.</summary>
    public string Log(string name, params string[] lines) => Bytes(name, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));

    public string Bytes(string name, byte[] content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    public string Gzip(string name, params string[] lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return Bytes(name, packed.ToArray());
    }

    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        using var input = new MemoryStream(Input);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CliApp.RunAsync(arguments, new CliConsole(input, output, error) { OutputIsTerminal = OutputIsTerminal, ErrorIsTerminal = ErrorIsTerminal, Ansi = AnsiSupport.Yes, Time = Time });
        return new CliResult(code, output.ToString(), error.ToString());
    }

    /// <summary>The figures of one log of these lines.</summary>
    public Task<CliResult> FiguresAsync(params string[] lines) => RunAsync("replay", Log("access.log", lines), "--json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
