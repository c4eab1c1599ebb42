using System.Diagnostics;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;

namespace ServerSessions.Chaos.Children;

/// <summary>
/// A child's side of the talk with the harness. It writes <c>ready</c> when it has started and reads a command a line; each is answered by a
/// line. When its input ends, the harness has, and the child ends too.
/// </summary>
internal static class ChildProgram
{
    public static async Task<int> RunAsync(string json)
    {
        var settings = ChildSettings.Parse(json);
        using var log = new FileLog(settings.LogPath);
        using var child = Create(settings, log);
        await child.StartAsync();
        Answer($"ready {child.Address}");
        while (await Console.In.ReadLineAsync() is { } command)
        {
            switch (command.Split(' '))
            {
                case ["stop"]:
                    await child.StopAsync();
                    Answer($"stopped {Stats(child, log).ToJson()}");
                    return 0;
                case ["stats"]:
                    Answer($"stats {Stats(child, log).ToJson()}");
                    break;
                default:
                    child.Obey(command);
                    Answer("ok");
                    break;
            }
        }

        return 3;
    }

    private static ChildApp Create(ChildSettings settings, FileLog log) => settings.Role switch
    {
        ChildRole.Worker => new WorkerApp(settings, log),
        ChildRole.Sender => new SenderApp(settings, log),
        ChildRole.Producer => new ProducerApp(settings, log),
        ChildRole.Web => new WebApp(settings, log),
        ChildRole.People => new PeopleApp(settings, log),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Role, "No such role."),
    };

    private static ChildStats Stats(ChildApp child, FileLog log)
    {
        var counters = child.Services.GetRequiredService<CaptureCounters>();
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        return new ChildStats
        {
            Offered = child.Offered ?? counters.Served,
            Refused = child.Refused,
            Recorded = counters.Recorded,
            Dropped = counters.Dropped,
            Excluded = counters.Excluded,
            DroppedByReason = counters.DroppedByReason,
            Queued = child.Services.GetRequiredService<EventQueue>().Count,
            Managed = managed,
            Resident = Process.GetCurrentProcess().WorkingSet64,
            Warnings = log.Warnings,
            Errors = log.Errors,
        };
    }

    private static void Answer(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
