namespace ServerSessions.Journeys;

/// <summary>
/// Which records of an entry cannot be folded. One is given up when folding it has failed several times; the others of the entry are folded. When many fail,
/// what is left of the entry is given up too: every failure loads the partition again.
/// </summary>
internal sealed class EntryFailures(int tries)
{
    /// <summary>Records of an entry that are given up one by one.</summary>
    public const int MaxSingle = 8;

    private readonly HashSet<int> _givenUp = [];
    private int _last = -1;
    private int _failed;
    private int _restFrom = int.MaxValue;

    public bool Skips(int record) => record >= _restFrom || _givenUp.Contains(record);

    public string Reason { get; private set; } = "";

    /// <summary>Folding this record has failed. Once one is given up, the entry counts as poisoned and the next record has one try.</summary>
    public void Fail(int record, Exception exception)
    {
        Reason = exception.Message;
        _failed = record == _last ? _failed + 1 : 1;
        _last = record;
        if (_failed < tries && _givenUp.Count == 0)
            return;
        if (_givenUp.Count >= MaxSingle)
            _restFrom = record;
        else
            _givenUp.Add(record);
    }
}
