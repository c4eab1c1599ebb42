namespace ServerSessions.Recordings.Masking;

/// <summary>
/// The changes of a page that a recording has, by rrweb's number of their source. Media, canvases, fonts, log messages and custom elements are not among
/// them.
/// </summary>
internal static class IncrementalShapes
{
    private static readonly Shape NodeId = new("id", ShapeKind.Id);
    private static readonly Shape StyleId = new("styleId", ShapeKind.Number);
    private static readonly Shape[] Moves = [new("positions", ShapeKind.List, Numbers("x", "y", "id", "timeOffset"))];
    private static readonly Shape AddedRules = new("adds", ShapeKind.List, new("rule", ShapeKind.Css), new("index", ShapeKind.Index));

    private static readonly Dictionary<int, Shape[]> Sources = new()
    {
        // Mutation
        [0] =
        [
            new("texts", ShapeKind.List, NodeId, new("value", ShapeKind.Text)),
            new("attributes", ShapeKind.List, NodeId, new("attributes", ShapeKind.Attributes)),
            new("removes", ShapeKind.List, new("parentId", ShapeKind.Id), NodeId, new("isShadow", ShapeKind.Boolean)),
            new("adds", ShapeKind.List, new("parentId", ShapeKind.Id), new("nextId", ShapeKind.Id), new("previousId", ShapeKind.Id), new("node", ShapeKind.Node)),
        ],
        // MouseMove, TouchMove, Drag
        [1] = Moves,
        [6] = Moves,
        [12] = Moves,
        // MouseInteraction
        [2] = Numbers("type", "id", "x", "y", "pointerType"),
        // Scroll
        [3] = Numbers("id", "x", "y"),
        // ViewportResize
        [4] = Numbers("width", "height"),
        // Input
        [5] = [NodeId, new("text", ShapeKind.Field), new("isChecked", ShapeKind.Boolean)],
        // StyleSheetRule
        [8] = [NodeId, StyleId, AddedRules, new("removes", ShapeKind.List, new Shape("index", ShapeKind.Index)), new("replace", ShapeKind.Css), new("replaceSync", ShapeKind.Css)],
        // StyleDeclaration
        [13] = [NodeId, StyleId, new("index", ShapeKind.Index), new("set", ShapeKind.Declaration), new("remove", ShapeKind.Declaration)],
        // Selection
        [14] = [new("ranges", ShapeKind.List, Numbers("start", "startOffset", "end", "endOffset"))],
        // AdoptedStyleSheet
        [15] =
        [
            NodeId, new("styleIds", ShapeKind.Index),
            new("styles", ShapeKind.List, StyleId, new("rules", ShapeKind.List, new("rule", ShapeKind.Css), new("index", ShapeKind.Index))),
        ],
    };

    /// <summary>The members of a change; null for one that a recording does not have.</summary>
    public static Shape[]? Find(int source) => Sources.GetValueOrDefault(source);

    private static Shape[] Numbers(params string[] names) => [.. names.Select(name => new Shape(name, ShapeKind.Number))];
}
