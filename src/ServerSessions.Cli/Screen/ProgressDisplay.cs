using Spectre.Console;

namespace ServerSessions.Cli.Screen;

/// <summary>How far long work is, on the error stream of a terminal; silent everywhere else, and gone when the work is done.</summary>
internal sealed class ProgressDisplay
{
    private readonly ProgressContext? _context;

    private ProgressDisplay(ProgressContext? context) => _context = context;

    public static T Run<T>(CliConsole console, Func<ProgressDisplay, T> work) => console.ErrorIsTerminal
        ? Display(console).Start(context => work(new ProgressDisplay(context)))
        : work(new ProgressDisplay(null));

    public static Task<T> RunAsync<T>(CliConsole console, Func<ProgressDisplay, Task<T>> work) => console.ErrorIsTerminal
        ? Display(console).StartAsync(context => work(new ProgressDisplay(context)))
        : work(new ProgressDisplay(null));

    /// <param name="name">What is being done.</param>
    /// <param name="total">When it is done; 0 when that is not known.</param>
    public ProgressStage Stage(string name, double total) => new(name, _context?.AddTask(Markup.Escape(name), maxValue: total > 0 ? total : 1), total > 0);

    private static Progress Display(CliConsole console) => new Progress(TerminalOutput.Console(console.Error, console.Ansi)) { AutoClear = true }
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());
}
