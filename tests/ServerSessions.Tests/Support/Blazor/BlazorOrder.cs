using System.ComponentModel.DataAnnotations;

namespace ServerSessions.Tests.Support.Blazor;

/// <summary>What the form of <see cref="BlazorOrderPage"/> sends.</summary>
public sealed class BlazorOrder
{
    [Required]
    public string? Name { get; set; }

    [EmailAddress]
    public string? Email { get; set; }

    [Range(1, 9)]
    public int Count { get; set; } = 1;

    public BlazorAddress? Address { get; set; }
}
