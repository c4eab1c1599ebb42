using System.ComponentModel.DataAnnotations;

namespace ServerSessions.Tests.Support;

/// <summary>An input that can be wrong.</summary>
public sealed class TestOrder
{
    [Required]
    public string? Name { get; set; }

    [EmailAddress]
    public string? Email { get; set; }
}
