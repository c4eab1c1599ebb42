using System.ComponentModel.DataAnnotations;

namespace ServerSessions.Tests.Support.Todos;

/// <summary>What a client sends for a new one.</summary>
internal sealed record NewTodo([property: Required] string? Title);
