namespace ServerSessions.Insights.Folds;

/// <summary>Form fields by step, as browsers report them: a rollup of people, and over journeys those of any segment.</summary>
internal sealed class FieldFold : CountingFold
{
    public const string Name = "fields";

    /// <summary>Days that a day is kept.</summary>
    public const int RollupDays = 90;

    private const int FieldsShown = 200;
    private const string Sessions = "n\u001f";
    private const string AtSessions = "s\u001f";
    private const string AtFocuses = "f\u001f";
    private const string AtChanges = "h\u001f";
    private const string AtRefills = "r\u001f";
    private const string AtErrors = "e\u001f";
    private const string AtTime = "t\u001f";
    private const string AtStops = "l\u001f";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public override void Add(Journey journey)
    {
        _seen.Clear();
        foreach (var (step, field, isLast, isSent) in journey.Fields)
        {
            var place = step + Part + field.Name;
            if (_seen.Add(step))
                Count(Sessions + step);
            if (_seen.Add(place))
                Count(AtSessions + place);
            Count(AtFocuses + place, field.Focuses);
            Count(AtChanges + place, field.Changes);
            Count(AtRefills + place, Math.Max(0, field.Changes - 1));
            Count(AtErrors + place, field.Errors);
            Count(AtTime + place, field.Milliseconds);
            if (isLast && !isSent)
                Count(AtStops + place);
        }
    }

    public FieldReport Result() => new()
    {
        Fields = [.. With(AtSessions).Select(Field).OfType<UsedField>().OrderByDescending(f => f.Stops).ThenByDescending(f => f.Sessions).ThenBy(f => f.Step, StringComparer.Ordinal)
            .ThenBy(f => f.Field, StringComparer.Ordinal).Take(FieldsShown)],
    };

    private UsedField? Field(NamedCount sessions) => sessions.Name.Split(Part) is not [var step, var field] ? null : new UsedField
    {
        Step = step,
        Field = field,
        FormSessions = Of(Sessions + step),
        Sessions = sessions.Count,
        Focuses = Of(AtFocuses + sessions.Name),
        Changes = Of(AtChanges + sessions.Name),
        Refills = Of(AtRefills + sessions.Name),
        Errors = Of(AtErrors + sessions.Name),
        Stops = Of(AtStops + sessions.Name),
        MeanSeconds = Of(AtTime + sessions.Name) / 1_000.0 / sessions.Count,
    };
}
