using RedKube.Core.Geometry;

namespace RedKube.Core.Scoring;

/// <summary>A detection or a true object, as scoring sees it.</summary>
/// <param name="ClassName">Its class; only equal names match.</param>
/// <param name="Box">Its axis-aligned box, in pixels or in any plane that both sides share.</param>
/// <param name="Score">0 to 1; of no meaning for a true object.</param>
/// <param name="Shape">Its outline, where it has one.</param>
/// <param name="IsDifficult">A true object that counts neither way: missing it is no fault, finding it no merit.</param>
/// <param name="Image">Only objects of one image match: pools several.</param>
public sealed record ScoredObject(string ClassName, PixelBox Box, float Score = 1, PixelShape? Shape = null, bool IsDifficult = false, int Image = 0);
