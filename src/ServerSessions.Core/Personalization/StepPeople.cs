using System.Runtime.InteropServices;
using ServerSessions.Insights;

namespace ServerSessions.Personalization;

/// <summary>
/// Which people took which steps, and went directly from one to another: each counts once, however many sessions they have. A signed-in user is a person; visitors
/// without a sign-in are at most <see cref="MaxVisitorsPerNetwork"/> people of a network, because a program can have any number of cookies.
/// </summary>
/// <param name="items">What the names of events begin with that say which item of a catalogue was looked at.</param>
internal sealed class StepPeople(IEnumerable<string>? items = null)
{
    /// <summary>Maximum number of visitors of a network that a step, or a transition, counts; fewer than a recommendation needs.</summary>
    public const int MaxVisitorsPerNetwork = 4;

    /// <summary>Maximum number of sessions of a person that are looked at: neither an account nor the visitors of a network take the places of others.</summary>
    public const int MaxSessionsPerPerson = 200;

    private readonly string[] _prefixes = [.. items ?? []];
    private readonly Dictionary<(Pseudonym User, string Network, ulong Visitor), int> _people = [];
    private readonly Dictionary<Pseudonym, int> _visitors = [];
    private readonly Dictionary<int, int> _sessions = [];
    private readonly Dictionary<string, HashSet<int>> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To), HashSet<int>> _transitions = [];
    private readonly Dictionary<(string From, string To), HashSet<int>> _items = [];
    private readonly List<StepRun> _runs = [];

    /// <summary>Number of people.</summary>
    public int Count => _people.Count;

    /// <summary>Steps with the number of people who took them, in no order.</summary>
    public IEnumerable<(string Step, int People)> Steps => _steps.Select(s => (s.Key, s.Value.Count));

    /// <summary>Transitions with the number of people who took them, in no order.</summary>
    public IEnumerable<(string From, string To, int People)> Transitions => Counted(_transitions);

    /// <summary>From an item of a catalogue to the next other one, with the number of people, in no order.</summary>
    public IEnumerable<(string From, string To, int People)> Items => Counted(_items);

    /// <summary>Adds a session; false when the person has enough of them.</summary>
    public bool Add(Journey journey)
    {
        StepRun.Fill(_runs, journey);
        if (_runs.Count == 0)
            return true;
        var person = PersonOf(journey);
        ref var sessions = ref CollectionsMarshal.GetValueRefOrAddDefault(_sessions, person, out _);
        if (sessions == MaxSessionsPerPerson)
            return false;
        sessions++;
        for (var i = 0; i < _runs.Count; i++)
        {
            Note(_steps, _runs[i].Name, person);
            if (i > 0)
                Note(_transitions, (_runs[i - 1].Name, _runs[i].Name), person);
        }

        foreach (var prefix in _prefixes)
            NoteItems(prefix, person);
        return true;
    }

    private void NoteItems(string prefix, int person)
    {
        string? before = null;
        foreach (var run in _runs)
        {
            if (!run.Name.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            if (before is not null && before != run.Name)
                Note(_items, (before, run.Name), person);
            before = run.Name;
        }
    }

    private static IEnumerable<(string From, string To, int People)> Counted(Dictionary<(string From, string To), HashSet<int>> all) =>
        all.Select(t => (t.Key.From, t.Key.To, t.Value.Count));

    // A browser without a sign-in is who it was at its first visit, in whichever networks it is later. Where the network is not known, there is nothing to limit by.
    private int PersonOf(Journey journey)
    {
        if (!journey.CountedUser.IsNone)
            return PersonOf((journey.CountedUser, "", 0));
        if (!_visitors.TryGetValue(journey.Key, out var person))
            _visitors[journey.Key] = person = PersonOf(journey.Network is { } network ? (default, network, journey.Key.Low % MaxVisitorsPerNetwork) : (journey.Key, "", 0));
        return person;
    }

    private int PersonOf((Pseudonym User, string Network, ulong Visitor) key)
    {
        ref var person = ref CollectionsMarshal.GetValueRefOrAddDefault(_people, key, out var isKnown);
        return isKnown ? person : person = _people.Count;
    }

    private static void Note<TKey>(Dictionary<TKey, HashSet<int>> all, TKey key, int person) where TKey : notnull
    {
        ref var people = ref CollectionsMarshal.GetValueRefOrAddDefault(all, key, out _);
        (people ??= []).Add(person);
    }
}
