namespace ServerSessions.Tests.Support.Todos;

/// <summary>One thing to do, and whose it is.</summary>
internal sealed record TodoItem(int Id, string Title, bool IsComplete, string Owner);
