namespace Storefront.Learning;

/// <summary>A lesson of the shop's course.</summary>
/// <param name="Slug">Its address, "light".</param>
/// <param name="Title">Its title, which is also the name of the module.</param>
/// <param name="Paragraphs">Its text.</param>
public sealed record Lesson(string Slug, string Title, IReadOnlyList<string> Paragraphs);
