using System.Runtime.InteropServices;

namespace ServerSessions.Person.Limits;

/// <summary>
/// Counts costly requests by user (those that sign out by sign-in), in this process, by the minute: a script with one account cannot keep the storage busy. It counts at most
/// 16,384 users a minute; further ones are let through.
/// </summary>
internal sealed class CostlyRequests(TimeProvider time)
{
    /// <summary>Maximum number of requests of a user a minute, of each kind.</summary>
    public const int MaxPerMinute = 10;

    private const int MaxUsers = 16_384;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(Pseudonym User, CostlyRequest Kind), int> _counts = [];
    private long _began = time.GetTimestamp();

    /// <summary>Counts a request.</summary>
    /// <returns>Time until the user may try again; zero where the request may go on.</returns>
    public TimeSpan Take(Pseudonym user, CostlyRequest kind)
    {
        lock (_lock)
        {
            var elapsed = time.GetElapsedTime(_began);
            if (elapsed >= Minute)
            {
                _counts.Clear();
                _began = time.GetTimestamp();
                elapsed = TimeSpan.Zero;
            }

            if (_counts.Count >= MaxUsers && !_counts.ContainsKey((user, kind)))
                return TimeSpan.Zero;
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (user, kind), out _);
            if (count >= MaxPerMinute)
                return Minute - elapsed;
            count++;
            return TimeSpan.Zero;
        }
    }

    /// <summary>A request that failed by no fault of the user does not count.</summary>
    public void GiveBack(Pseudonym user, CostlyRequest kind)
    {
        lock (_lock)
            if (_counts.TryGetValue((user, kind), out var count) && count > 0)
                _counts[(user, kind)] = count - 1;
    }
}
