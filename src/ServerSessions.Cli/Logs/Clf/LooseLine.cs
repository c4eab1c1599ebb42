using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Clf;

/// <summary>
/// A line with the fields of the common format in another order, recognised by their form: an address; after it a quoted request, directly followed by status and
/// size and then referrer and agent; and anywhere one time with its zone. The address may be preceded by the time and one word, a virtual host. Anything longer is a
/// prefix, whose own time and address must not be taken for those of the request.
/// </summary>
internal ref struct LooseLine
{
    private const int MaxFields = 64;

    public ReadOnlySpan<byte> Address;
    public ReadOnlySpan<byte> Forwarded;
    public ReadOnlySpan<byte> Request;
    public ReadOnlySpan<byte> Size;
    public ReadOnlySpan<byte> Referrer;
    public ReadOnlySpan<byte> Agent;
    public ReadOnlySpan<byte> User;
    public long Time;
    public int Status;

    private ReadOnlySpan<byte> _lastWord;
    private int _words;
    private int _quoted;
    private bool _hasTime;
    private bool _hasRequest;
    private bool _followsSize;

    /// <summary>False when a field that a request needs is missing, or stands there twice.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, ClientAddresses clients)
    {
        var count = 0;
        for (var fields = new LooseFields(text); fields.TryNext(); count++)
            if (count == MaxFields || !TryTake(ref fields, clients))
                return false;
        if (_quoted == 1 && Referrer is not [(byte)'-'] && !Referrer.StartsWith("http"u8))
        {
            Agent = Referrer;
            Referrer = [];
        }

        return _hasTime && _hasRequest && !Address.IsEmpty;
    }

    private bool TryTake(ref LooseFields fields, ClientAddresses clients)
    {
        var field = fields.Text;
        var follows = _followsSize;
        _followsSize &= fields.Kind == LooseFieldKind.Quoted;
        if (fields.Kind != LooseFieldKind.Quoted && TryTime(field, out var time))
            return TryTakeTime(time);
        if (fields.Kind == LooseFieldKind.Quoted && !_hasRequest && !Address.IsEmpty && StatusAfter(fields.Rest) is { } status)
        {
            Request = field;
            (Status, _hasRequest, _followsSize) = (status, true, true);
            fields.TryNext();
            return fields.TryNext() && IsSize(fields.Text) && TakeSize(fields.Text);
        }

        if (fields.Kind != LooseFieldKind.Bracketed && clients.IsAddressField(field))
            TakeAddress(field);
        else if (fields.Kind == LooseFieldKind.Quoted && _hasRequest)
        {
            // Behind other fields a text can be anything, a request's id for example.
            if (follows)
                TakeQuoted(field);
        }
        else if (fields.Kind == LooseFieldKind.Word)
        {
            _lastWord = field;
            _words++;
        }
        else if (Address.IsEmpty)
            return false;

        return !Address.IsEmpty || _words <= 1;
    }

    // "address ident user [time]": the user stands right before the time.
    private bool TryTakeTime(long time)
    {
        if (_hasTime)
            return false;
        (Time, _hasTime) = (time, true);
        if (_words == 2 && !Address.IsEmpty && !_hasRequest)
            User = _lastWord;
        return true;
    }

    private void TakeAddress(ReadOnlySpan<byte> field)
    {
        if (Address.IsEmpty)
        {
            Address = field;
            _words = 0;
        }
        else if (Forwarded.IsEmpty)
            Forwarded = field;
    }

    // Referrer and agent follow the request in this order; one alone is what it looks like.
    private void TakeQuoted(ReadOnlySpan<byte> field)
    {
        if (_quoted++ == 0)
            Referrer = field;
        else if (_quoted == 2)
            Agent = field;
    }

    private bool TakeSize(ReadOnlySpan<byte> field)
    {
        Size = field;
        return true;
    }

    private static bool IsSize(ReadOnlySpan<byte> field) => field is [(byte)'-'] || (!field.IsEmpty && !field.ContainsAnyExceptInRange((byte)'0', (byte)'9'));

    private static bool TryTime(ReadOnlySpan<byte> field, out long time)
    {
        time = 0;
        return field.Length >= 20 && (IsoTime.TryRead(field, isUtc: false, out time) || ClfTimestamp.TryReadLong(field, out time));
    }

    private static int? StatusAfter(ReadOnlySpan<byte> rest) =>
        rest.Length > 4 && rest[0] == ' ' && !rest[1..4].ContainsAnyExceptInRange((byte)'0', (byte)'9') && rest[4] == ' '
            ? ((rest[1] - '0') * 100) + ((rest[2] - '0') * 10) + rest[3] - '0'
            : null;
}
