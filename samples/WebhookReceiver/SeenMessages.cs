/// <summary>The newest ids that were received: delivery is at least once, so a message can come again under the same id.</summary>
internal sealed class SeenMessages
{
    private const int Most = 10_000;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

    /// <summary>Adds an id. False when it was received before.</summary>
    public bool TryAdd(string id)
    {
        lock (_gate)
        {
            if (!_ids.Add(id))
                return false;
            _order.Enqueue(id);
            if (_order.Count > Most)
                _ids.Remove(_order.Dequeue());
            return true;
        }
    }
}
