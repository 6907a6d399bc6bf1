using Shape;

// Prints the shape of src beside the bounds of the house; with --check it fails when a hard bound is broken.
string[] known = ["--check"];
if (args.FirstOrDefault(arg => !known.Contains(arg)) is { } unknown)
{
    Console.Error.WriteLine($"shape does not know {unknown}. Usage: dotnet run --project eng/Shape -c Release -- [--check]");
    return 2;
}

if (SourceTree.FindRoot(Environment.CurrentDirectory) is not { } root)
{
    Console.Error.WriteLine($"No Handler.slnx in or above {Environment.CurrentDirectory}: run it inside a clone.");
    return 2;
}

var report = Report.Of(SourceTree.Read(root, "src"), SourceTree.Read(root, "tests"));
foreach (var line in report.Lines)
{
    Console.WriteLine(line);
}

foreach (var breach in report.HardBreaches)
{
    Console.Error.WriteLine($"broken: {breach}");
}

return args.Contains("--check") && report.HardBreaches.Count > 0 ? 1 : 0;
