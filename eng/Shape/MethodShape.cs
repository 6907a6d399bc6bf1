namespace Shape;

/// <summary>One body that runs.</summary>
/// <param name="Name">Its name with file and line.</param>
/// <param name="Lines">Lines between its braces, or of the expression after its arrow.</param>
/// <param name="Nesting">How deep its statements lie in one another; an else-if is no deeper than its if.</param>
internal sealed record MethodShape(string Name, int Lines, int Nesting);
