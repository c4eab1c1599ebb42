using System.Text;
using Spectre.Console;

namespace ServerSessions.Cli.Screen;

/// <summary>A terminal, or plain text of any width when no person watches.</summary>
internal sealed class TerminalOutput(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    private const int PlainWidth = 10_000;
    private const int UnknownWidth = 100;
    private const int UnknownHeight = 25;

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => !isTerminal ? PlainWidth : Size(() => System.Console.WindowWidth, UnknownWidth);

    public int Height => Size(() => System.Console.WindowHeight, UnknownHeight);

    public static IAnsiConsole Console(TextWriter writer, AnsiSupport ansi) => Create(writer, isTerminal: true, ansi);

    public static IAnsiConsole Plain(TextWriter writer) => Create(writer, isTerminal: false, AnsiSupport.No);

    public void SetEncoding(Encoding encoding)
    {
        // The writer has its encoding.
    }

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal, AnsiSupport ansi) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new TerminalOutput(writer, isTerminal),
        Ansi = ansi,
        ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = isTerminal ? InteractionSupport.Yes : InteractionSupport.No,
        Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
    });

    private static int Size(Func<int> read, int otherwise)
    {
        try
        {
            return read() is > 0 and var size ? size : otherwise;
        }
        catch (IOException)
        {
            return otherwise; // the error stream is a terminal, the output is none
        }
    }
}
