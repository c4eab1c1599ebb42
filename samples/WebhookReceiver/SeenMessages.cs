/// <summary>The newest ids that were taken: delivery is at least once, and a message may come again under the same id.</summary>
internal sealed class SeenMessages
{
    private const int Most = 10_000;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

    /// <summary>False when this id was taken before.</summary>
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
