namespace ServerSessions.Cli.Insight;

/// <summary>The members of one line of steps as they are met; fields, because they are filled through <c>out</c>.</summary>
internal struct StepMembers()
{
    public int? Session = null;
    public int? Step = null;
    public int? User = null;
    public long? Time = null;
    public Outcome Outcome = Outcome.Ok;
    public ulong Parameters = 0;
    public long Server = 0;
    public long Dwell = -1;
    public string? DwellSource = null;
    public string? Field = null;
    public string? Cause = null;
    public string? Feature = null;
    public int Count = 1;
    public List<KeyValuePair<string, string>>? Variants = null;
    public List<KeyValuePair<string, string>>? Properties = null;
    public SessionActor? Actor = null;
    public string? Kind = null;
    public string? Landed = null;
    public List<string>? Passed = null;
    public int Repeats = 0;
    public int Rage = 0;
}
