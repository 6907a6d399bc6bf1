namespace Shape;

/// <summary>One type that was declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">Where, from 1.</param>
/// <param name="IsTopLevel">It lies in no other type.</param>
/// <param name="IsConcreteClass">A class or record class that is neither static nor abstract.</param>
/// <param name="IsSealed">It is sealed.</param>
internal sealed record TypeShape(string Name, int Line, bool IsTopLevel, bool IsConcreteClass, bool IsSealed);
