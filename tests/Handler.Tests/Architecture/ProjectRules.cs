using System.Xml;
using System.Xml.Linq;

namespace Handler.Tests.Architecture;

/// <summary>Holds one csproj of src to the table of projects.</summary>
internal static class ProjectRules
{
    public static IEnumerable<Breach> Check(string path, string xml)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (!HouseTables.Projects.TryGetValue(name, out var row))
        {
            return [new Breach(path, 1, "projects", $"{name} is not in the table: a project is bought by a dependency or a floor")];
        }

        return XDocument.Parse(xml, LoadOptions.SetLineInfo).Descendants()
            .Where(element => element.Attribute("Include") is not null)
            .SelectMany(element => element.Attribute("Include")!.Value.Split(';').Select(include => (element, include)))
            .Where(item => !IsAllowed(row, item.element.Name.LocalName, item.include))
            .Select(item => new Breach(
                path,
                ((IXmlLineInfo)item.element).LineNumber,
                "projects",
                $"{name} has <{item.element.Name.LocalName} Include=\"{item.include}\">, {Allowed(row, item.element.Name.LocalName)}"));
    }

    private static bool IsAllowed(ProjectRow row, string item, string include) => item switch
    {
        "ProjectReference" => Sees(row, Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))),
        "PackageReference" or "FrameworkReference" or "Reference" => row.Brings.Contains(include, StringComparer.Ordinal),
        "InternalsVisibleTo" => HouseTables.SeesInternals.Contains(include),
        // A using of the whole project would reach every folder of it.
        "Using" => !include.StartsWith("Handler.", StringComparison.Ordinal)
            || (Sees(row, include) && (include == "Handler.Protocol" || !HouseTables.StorePackages.Contains(row.Name))),
        _ => true,
    };

    private static bool Sees(ProjectRow row, string project) =>
        row.Sees.Contains(project.Replace("Handler.", "", StringComparison.Ordinal));

    private static string Allowed(ProjectRow row, string item) => item switch
    {
        "ProjectReference" => $"but it may reference {List(row.Sees)} only: references go down, and the ends meet on the wire",
        "InternalsVisibleTo" => $"but a library shows its internals to {List([.. HouseTables.SeesInternals.Order()])} only",
        "Using" => "but a using for a whole project may name the projects below it only",
        _ => $"but it may bring in {List(row.Brings)} only",
    };

    private static string List(string[] names) => names.Length == 0 ? "nothing" : string.Join(", ", names);
}
