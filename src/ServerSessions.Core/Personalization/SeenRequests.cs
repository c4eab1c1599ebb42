using ServerSessions.Model;

namespace ServerSessions.Personalization;

/// <summary>
/// The newest requests that this process has served, by session key: what a journey has beyond the state that workers have stored. It is empty, and costs nothing,
/// until the application asks for a journey. At most 4,096 keys with 32 requests each; keys that are not seen go first.
/// </summary>
internal sealed class SeenRequests
{
    public const int MaxRequests = 32;

    private const int Stripes = 16;
    private const int KeysPerHalf = 128;

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new Stripe())];
    private volatile bool _isOn;

    public void TurnOn()
    {
        if (!_isOn)
            _isOn = true;
    }

    public void Add(in RequestEvent e)
    {
        if (_isOn && e.IsActive)
            Of(e.Key).Add(e);
    }

    /// <summary>The requests of a key in the order of their start.</summary>
    public RequestEvent[] Find(Pseudonym key)
    {
        var found = Of(key).Find(key);
        Array.Sort(found, static (a, b) => a.Time.CompareTo(b.Time));
        return found;
    }

    private Stripe Of(Pseudonym key) => _stripes[key.Low % Stripes];

    // Two halves: when the newer one is full, the older one, whose keys were not seen since, is dropped.
    private sealed class Stripe
    {
        private readonly Lock _lock = new();
        private Dictionary<Pseudonym, List<RequestEvent>> _newer = [];
        private Dictionary<Pseudonym, List<RequestEvent>> _older = [];

        public void Add(in RequestEvent e)
        {
            lock (_lock)
            {
                if (!_newer.TryGetValue(e.Key, out var requests))
                {
                    if (_newer.Count >= KeysPerHalf)
                        (_newer, _older) = ([], _newer);
                    _newer.Add(e.Key, requests = _older.Remove(e.Key, out var known) ? known : []);
                }

                if (requests.Count >= MaxRequests)
                    requests.RemoveAt(0);
                requests.Add(e);
            }
        }

        public RequestEvent[] Find(Pseudonym key)
        {
            lock (_lock)
                return _newer.TryGetValue(key, out var requests) || _older.TryGetValue(key, out requests) ? [.. requests] : [];
        }
    }
}
