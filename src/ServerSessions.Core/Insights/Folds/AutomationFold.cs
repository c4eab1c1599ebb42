using System.Runtime.InteropServices;

namespace ServerSessions.Insights.Folds;

/// <summary>What machines that are no attackers read, by their name. Names are those of the lists, so their number is limited.</summary>
internal sealed class AutomationFold : ISizedFold
{
    private const int MachinesShown = 200;
    private const int StepsShown = 10;

    private const long BytesPerStep = 48;

    private readonly Dictionary<(SessionActor Actor, ActorReason Reason, string Name), MachineCounts> _machines = [];

    public long Bytes => BytesPerStep * _machines.Values.Sum(m => m.Steps.Count);

    public void Add(Journey journey)
    {
        if (journey.Actor is SessionActor.Person or SessionActor.Attacker)
            return;
        var counts = CountsOf((journey.Actor, journey.ActorReason, journey.Client is { } client ? ClientParts.Of(client).Browser : "(none)"));
        counts.Sessions++;
        counts.Requests += journey.Requests;
        counts.LastSeen = journey.End > counts.LastSeen ? journey.End : counts.LastSeen;
        foreach (var step in journey.Steps)
        {
            counts.Count(step.Name, step.Count);
            counts.Missing += step.Outcome == Outcome.Missing ? step.Count : 0;
        }
    }

    public void Merge(AutomationFold other)
    {
        foreach (var (machine, counts) in other._machines)
            CountsOf(machine).Merge(counts);
    }

    public AutomationReport Result() => new()
    {
        Sessions = _machines.Values.Sum(m => m.Sessions),
        Machines = [.. _machines.OrderByDescending(m => m.Value.Requests).ThenBy(m => m.Key.Name, StringComparer.Ordinal).ThenBy(m => m.Key.Reason).Take(MachinesShown).Select(m => Report(m.Key, m.Value))],
        Other = Math.Max(0, _machines.Count - MachinesShown),
    };

    private static MachineReport Report((SessionActor Actor, ActorReason Reason, string Name) machine, MachineCounts counts) => new()
    {
        Actor = machine.Actor,
        Name = machine.Name,
        Reason = machine.Reason,
        IsVerified = machine.Reason is ActorReason.PublishedRange or ActorReason.SignedRequest,
        Sessions = counts.Sessions,
        Requests = counts.Requests,
        Missing = counts.Missing,
        LastSeen = counts.LastSeen,
        Steps = [.. counts.Steps.Select(s => new NamedCount(s.Key, s.Value)).OrderByDescending(s => s.Count).ThenBy(s => s.Name, StringComparer.Ordinal).Take(StepsShown)],
    };

    private MachineCounts CountsOf((SessionActor Actor, ActorReason Reason, string Name) machine)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_machines, machine, out _);
        return counts ??= new MachineCounts();
    }
}
