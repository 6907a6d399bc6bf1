namespace Handler.Tests.Architecture;

/// <summary>A row of the table of projects.</summary>
/// <param name="Name">The project.</param>
/// <param name="Sees">Projects of ours that it may reference and name, without the first part of their names.</param>
/// <param name="Brings">Packages and frameworks that it may reference.</param>
internal sealed record ProjectRow(string Name, string[] Sees, string[] Brings);
