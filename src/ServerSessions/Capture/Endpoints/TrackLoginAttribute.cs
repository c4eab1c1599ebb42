namespace ServerSessions;

/// <summary>
/// Declares that this endpoint takes logins: its POST is an attempt on the account named in a form field, a JSON member or a parameter. Only a keyed hash
/// of the account is stored.
/// </summary>
/// <param name="accountField">Name of the field, such as "email"; case does not matter.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class TrackLoginAttribute(string accountField) : Attribute
{
    /// <summary>The field that names the account.</summary>
    public string AccountField { get; } = Guard.Name(accountField, nameof(accountField));
}
