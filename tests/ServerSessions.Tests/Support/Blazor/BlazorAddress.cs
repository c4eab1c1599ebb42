namespace ServerSessions.Tests.Support.Blazor;

/// <summary>An object inside the model of a form.</summary>
public sealed class BlazorAddress
{
    public string? Street { get; set; }
}
