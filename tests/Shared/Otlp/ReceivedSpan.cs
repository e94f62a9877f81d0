namespace RedKube.Tests.Shared.Otlp;

/// <summary>A span that a process sent. Ids are hex digits; Parent is empty at the root.</summary>
internal sealed record ReceivedSpan(string Service, string Source, string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> LinkedTraces);
