using ServerSessions.Chaos.Journal;

namespace ServerSessions.Chaos.Compare;

/// <summary>Compares what producers say with what journeys say. Pure.</summary>
internal static class Comparison
{
    private const int ExamplesShown = 8;

    public static Verdict Of(SentEvents sent, FoldedEvents folded)
    {
        long lost = 0, doubled = 0, reordered = 0, strange = 0, inDoubtFolded = 0;
        var examples = new List<string>();
        foreach (var key in sent.Sessions)
        {
            var numbers = folded.Sessions.GetValueOrDefault(key) ?? [];
            var times = numbers.CountBy(n => n).ToDictionary();
            foreach (var (number, acknowledged) in sent.Of(key))
            {
                var folds = times.GetValueOrDefault(number);
                if (acknowledged && folds == 0)
                {
                    lost++;
                    Show("lost", key, number);
                }

                if (!acknowledged && folds > 0)
                    inDoubtFolded++;
                if (folds > 1)
                {
                    doubled += folds - 1;
                    Show("doubled", key, number);
                }
            }

            foreach (var (earlier, later) in numbers.Zip(numbers.Skip(1)))
                if (later < earlier)
                {
                    reordered++;
                    Show("reordered", key, later);
                }
        }

        foreach (var (key, numbers) in folded.Sessions)
            foreach (var number in numbers.Where(n => !sent.Of(key).ContainsKey(n)))
            {
                strange++;
                Show("strange", key, number);
            }

        return new Verdict(sent.Acknowledged, lost, doubled, reordered, strange, sent.Sent - sent.Acknowledged, inDoubtFolded, examples);

        void Show(string what, Pseudonym key, int number)
        {
            if (examples.Count < ExamplesShown)
                examples.Add($"{what}: event {number} of session key {key}");
        }
    }
}
