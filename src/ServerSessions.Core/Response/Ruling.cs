namespace ServerSessions.Response;

/// <summary>All active decisions about one key, by kind; the one that ends last first.</summary>
internal sealed class Ruling
{
    private static readonly ResponseKind[] Kinds = Enum.GetValues<ResponseKind>();

    private readonly List<AppliedDecision>?[] _held = new List<AppliedDecision>?[Kinds.Length];

    public IReadOnlyList<AppliedDecision> Of(ResponseKind kind) => _held[(int)kind] ?? (IReadOnlyList<AppliedDecision>)[];

    public void Add(AppliedDecision held)
    {
        var list = _held[(int)held.Decision.Kind] ??= new List<AppliedDecision>(1);
        var at = 0;
        while (at < list.Count && list[at].Decision.Until >= held.Decision.Until)
            at++;
        list.Insert(at, held);
    }
}
