using System.Text.RegularExpressions;

namespace Shape;

/// <summary>The numbers beside their bounds. Hard bounds break the build; the others are for the reader.</summary>
internal sealed partial class Report
{
    private const int LongestFile = 400;
    private const int DeepestNesting = 3;

    private readonly IReadOnlyList<SourceFile> _source;
    private readonly List<string> _lines = [];
    private readonly List<string> _hard = [];

    private Report(IReadOnlyList<SourceFile> source) => _source = source;

    public IReadOnlyList<string> Lines => _lines;

    public IReadOnlyList<string> HardBreaches => _hard;

    public static Report Of(IReadOnlyList<SourceFile> source, IReadOnlyList<SourceFile> tests)
    {
        var report = new Report(source);
        report._lines.Add($"{"",-46}{"src",12}   bound");
        report.AddFiles();
        report.AddMethods();
        report.AddTypes();
        report.AddWords();
        report.AddRow("test code against source", $"{Figures.Share(tests.Sum(CodeOf), source.Sum(CodeOf)):0.00} x", "1.2-2.0 x");
        report.AddLongFiles();
        return report;
    }

    private void AddFiles()
    {
        var lengths = _source.Select(file => file.Lines).ToArray();
        AddRow("files, lines of code", $"{_source.Count}, {_source.Sum(CodeOf)}", "");
        AddBound("file length, median", Figures.Percentile(lengths, 0.5), 60);
        AddBound("file length, p95", Figures.Percentile(lengths, 0.95), 220);
        AddBound("file length, longest", lengths.DefaultIfEmpty().Max(), LongestFile);
    }

    private void AddMethods()
    {
        var methods = _source.SelectMany(file => file.Methods).ToArray();
        AddBound("method body, median", Figures.Percentile(methods.Select(method => method.Lines), 0.5), 7);
        AddBound("method body, p95", Figures.Percentile(methods.Select(method => method.Lines), 0.95), 35);
        AddBound("nesting, deepest", methods.Select(method => method.Nesting).DefaultIfEmpty().Max(), DeepestNesting);
        foreach (var deep in methods.Where(method => method.Nesting > DeepestNesting))
        {
            _lines.Add($"    {deep.Nesting} deep: {deep.Name}");
        }
    }

    private void AddTypes()
    {
        var withTypes = _source.Where(file => file.TopLevelTypes.Any()).ToArray();
        var concrete = _source.SelectMany(file => file.Types).Where(type => type.IsConcreteClass).ToArray();
        AddRow("top-level types a file", $"{Figures.Share(withTypes.Sum(file => file.TopLevelTypes.Count()), withTypes.Length):0.00}", "1");
        AddRow("concrete classes sealed", $"{Figures.Share(concrete.Count(type => type.IsSealed), concrete.Length):P0}", ">= 95%");
        foreach (var file in withTypes)
        {
            CheckTypes(file);
        }
    }

    private void CheckTypes(SourceFile file)
    {
        var names = file.TopLevelTypes.Select(type => type.Name).Distinct(StringComparer.Ordinal).ToArray();
        var stem = file.Path.Split('/')[^1].Split('.', '{')[0];
        if (names.Length > 1)
        {
            _hard.Add($"{file.Path} declares {string.Join(", ", names)}: one top-level type a file");
        }
        else if (names[0] != stem)
        {
            _hard.Add($"{file.Path} declares {names[0]}: a file bears its type's name");
        }

        foreach (var type in file.Types.Where(type => NotUsed.IsMatch(type.Name)))
        {
            _hard.Add($"{file.Path}({type.Line}): {type.Name} bears a name that says nothing ({NotUsed.Match(type.Name).Value})");
        }

        if (file.Path.Split('/')[..^1].FirstOrDefault(NotUsed.IsMatch) is { } folder)
        {
            _hard.Add($"{file.Path}: the folder {folder} bears a name that says nothing");
        }
    }

    private void AddWords()
    {
        var libraries = _source.Where(file => !file.Path.StartsWith("src/Handler.Cli/", StringComparison.Ordinal)).ToArray();
        var reads = _source.SelectMany(file => file.Reads).ToArray();
        var comments = Figures.Share(_source.Sum(file => file.CommentLines), _source.Sum(CodeOf));
        var documented = Figures.Share(libraries.Sum(file => file.DocumentedCount), libraries.Sum(file => file.PublicCount));
        AddRow("plain comments against code", $"{comments:P1}", "2-6%");
        AddRow("public members documented (libraries)", $"{documented:P1}", "100%");
        AddBound("reads of the wall clock outside TimeProvider", reads.Length, 0);
        _hard.AddRange(reads.Select(read => $"{read} reads the wall clock"));
    }

    private void AddLongFiles()
    {
        foreach (var file in _source.Where(file => file.Lines > LongestFile))
        {
            _hard.Add($"{file.Path} has {file.Lines} lines: {LongestFile} at most");
        }
    }

    private void AddBound(string name, int value, int bound) => AddRow(name, $"{value}", $"<= {bound}{(value > bound ? "   over" : "")}");

    private void AddRow(string name, string value, string bound) => _lines.Add($"{name,-46}{value,12}   {bound}".TrimEnd());

    private static int CodeOf(SourceFile file) => file.CodeLines;

    [GeneratedRegex("(Manager|Helpers?|Utils?|Utility|Utilities|Service|Services|Base|Impl|Common|Misc)$", RegexOptions.ExplicitCapture)]
    private static partial Regex NotUsed { get; }
}
