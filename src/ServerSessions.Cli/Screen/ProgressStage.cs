using Spectre.Console;

namespace ServerSessions.Cli.Screen;

/// <summary>One part of long work.</summary>
internal sealed class ProgressStage : IDisposable
{
    private const long Interval = 50; // ms: no eye follows more, and every report costs a lock

    private readonly string _name;
    private readonly ProgressTask? _task;
    private readonly bool _hasTotal;
    private long _reported;

    public ProgressStage(string name, ProgressTask? task, bool hasTotal)
    {
        (_name, _task, _hasTotal) = (name, task, hasTotal);
        if (task is not null)
            task.IsIndeterminate = !hasTotal;
    }

    /// <param name="done">The part of the total that is done.</param>
    /// <param name="note">Stands behind the name.</param>
    public void Report(double done, string note = "")
    {
        if (_task is null || Environment.TickCount64 - _reported < Interval)
            return;
        _reported = Environment.TickCount64;
        if (_hasTotal)
            _task.Value = done;
        if (note.Length > 0)
            _task.Description = Markup.Escape($"{_name} {note}");
    }

    public void Dispose()
    {
        if (_task is not { IsFinished: false } task)
            return;
        task.IsIndeterminate = false;
        task.Value = task.MaxValue;
        task.StopTask();
    }
}
