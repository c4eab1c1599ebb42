namespace ServerSessions.Testing;

/// <summary>Findings in the order in which they were first stated, each as it stands now.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> _findings = [];
    private readonly Dictionary<(string Rule, Subject Subject, DateTimeOffset Raised, bool Induced), int> _places = [];

    public IReadOnlyList<Finding> All => _findings;

    public void Take(Finding finding)
    {
        var key = (finding.Rule, finding.Subject, finding.Raised, finding.Induced);
        if (_places.TryGetValue(key, out var place))
            _findings[place] = finding;
        else
        {
            _places.Add(key, _findings.Count);
            _findings.Add(finding);
        }
    }
}
