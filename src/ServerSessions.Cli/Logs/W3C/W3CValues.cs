namespace ServerSessions.Cli.Logs.W3C;

/// <summary>The values of one line by their fields.</summary>
internal ref struct W3CValues
{
    public ReadOnlySpan<byte> Date;
    public ReadOnlySpan<byte> Time;
    public ReadOnlySpan<byte> Address;
    public ReadOnlySpan<byte> Forwarded;
    public ReadOnlySpan<byte> Method;
    public ReadOnlySpan<byte> Target;
    public ReadOnlySpan<byte> Query;
    public ReadOnlySpan<byte> Status;
    public ReadOnlySpan<byte> Bytes;
    public ReadOnlySpan<byte> TimeTaken;
    public ReadOnlySpan<byte> User;
    public ReadOnlySpan<byte> Agent;
    public ReadOnlySpan<byte> Referrer;

    /// <summary>False when the line has another number of values than there are fields.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, byte separator, W3CFields fields)
    {
        var position = 0;
        // A blank at the end is no further value.
        foreach (var range in line.TrimEnd(" \t\r"u8).Split(separator))
        {
            if (position == fields.Fields.Count)
                return false;
            Set(fields.Fields[position++], line[range]);
        }

        return position == fields.Fields.Count;
    }

    private void Set(W3CField field, ReadOnlySpan<byte> value)
    {
        switch (field)
        {
            case W3CField.Date: Date = value; break;
            case W3CField.Time: Time = value; break;
            case W3CField.Address: Address = value; break;
            case W3CField.Forwarded: Forwarded = value; break;
            case W3CField.Method: Method = value; break;
            case W3CField.Target: Target = value; break;
            case W3CField.Query: Query = value; break;
            case W3CField.Status: Status = value; break;
            case W3CField.Bytes: Bytes = value; break;
            case W3CField.TimeTaken: TimeTaken = value; break;
            case W3CField.User: User = value; break;
            case W3CField.Agent: Agent = value; break;
            case W3CField.Referrer: Referrer = value; break;
            default: break; // a field that no figure needs
        }
    }
}
