using ServerSessions.Insights;
using ServerSessions.Storage;

namespace ServerSessions.Tests.Support;

/// <summary>Holds stored rollups against what the stored journeys give, folded again.</summary>
internal static class RolledUp
{
    /// <summary>Fails unless every piece of every rollup has exactly the fields that its journeys give.</summary>
    public static async Task EqualsRecomputedAsync(ISessionStorage storage, IReadOnlyList<Journey> journeys, InsightSettings settings)
    {
        foreach (var rollup in Rollup.All(settings))
        {
            var expected = new Dictionary<long, IRollupFold>();
            foreach (var journey in journeys.Where(j => rollup.Counts(j.Actor)))
            {
                var hour = rollup.PieceOf(journey);
                if (!expected.TryGetValue(hour, out var piece))
                    expected.Add(hour, piece = rollup.Create());
                piece.Add(journey);
            }

            var stored = await storage.ReadRollupsAsync(rollup.Name, 0, long.MaxValue / 48, default);
            // A rollup that is kept for some days only has no older pieces.
            var first = rollup.KeptDays > 0 && stored.Count > 0 ? stored.Keys.Min() : 0;
            Assert.Equal(Text(expected.Where(p => p.Key >= first).SelectMany(p => p.Value.Fields.Select(f => (p.Key, f.Key, f.Value)))), Text(stored.SelectMany(p => p.Value.Select(f => (p.Key, f.Key, f.Value)))));
        }
    }

    private static string Text(IEnumerable<(long Hour, string Field, long Value)> fields) =>
        string.Join('\n', fields.Where(f => f.Value != 0).OrderBy(f => f.Hour).ThenBy(f => f.Field, StringComparer.Ordinal).Select(f => $"{f.Hour} {f.Field} {f.Value}"));
}
