namespace ServerSessions.Recordings.Masking;

/// <summary>What the value of a member of an event is, and how it is masked.</summary>
internal enum ShapeKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>The id of a node, which can be null.</summary>
    Id,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A place in a style sheet: a number, or numbers.</summary>
    Index,

    /// <summary>The value of a field. It is masked.</summary>
    Field,

    /// <summary>The text of a node. It is masked unless the node with the id beside it is shown.</summary>
    Text,

    /// <summary>Rules of a style sheet.</summary>
    Css,

    /// <summary>Attributes of an element.</summary>
    Attributes,

    /// <summary>A node that was added below the one that <c>parentId</c> beside it names.</summary>
    Node,

    /// <summary>A declaration of a style: property, value, priority.</summary>
    Declaration,

    /// <summary>An object with members of its own.</summary>
    Object,

    /// <summary>A list of objects.</summary>
    List,
}
