namespace ServerSessions.Model;

/// <summary>The methods that HTTP registers and this product distinguishes.</summary>
internal enum HttpVerb : byte
{
    Other, Get, Head, Post, Put, Patch, Delete, Options,
}
